"""Weights of a choice among several ways (multinomial logit), by maximum likelihood with a quadratic penalty."""

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


def fit(design, row, gold, weight, penalty):
    """Weights of the columns of `design`.

    Parameters
    ----------
    design : sparse matrix, ways by features
    row : array of int
        Which case each way belongs to; the ways of a case follow each other.
    gold : array of bool
        The right ways; a case without one is left out.
    weight : array of float
        What each case counts for.
    """
    starts = np.flatnonzero(np.append(True, np.diff(row) > 0))
    found = np.add.reduceat(gold.astype(int), starts) > 0
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(row))))
    keep = found[group]
    design, gold, weight = design[keep], gold[keep].astype(float), weight[found]
    group = np.unique(group[keep], return_inverse=True)[1]
    starts = np.flatnonzero(np.append(True, np.diff(group) > 0))

    def loss(weights):
        scores = design @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every, right = np.add.reduceat(odds, starts), np.add.reduceat(odds * gold, starts)
        slope = design.T @ (weight[group] * (odds / every[group] - odds * gold / right[group]))
        return penalty * weights @ weights / 2 - weight @ np.log(right / every), penalty * weights + slope

    return minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def fit_named(groups, penalty) -> dict[str, float]:
    """The same from cases as (features of each way, whether it is right, weight of the case); weights by name."""
    names, rows, columns, values, row, gold, weight = {}, [], [], [], [], [], []
    for number, (ways, right, counts) in enumerate(groups):
        for way, good in zip(ways, right, strict=True):
            for name, value in way.items():
                if value:
                    rows.append(len(row))
                    columns.append(names.setdefault(name, len(names)))
                    values.append(float(value))
            row.append(number)
            gold.append(good)
        weight.append(counts)
    design = csr_matrix((values, (rows, columns)), shape=(len(row), len(names)))
    learned = fit(design, np.array(row), np.array(gold), np.array(weight, float), penalty)
    return {name: round(float(learned[at]), 3) for name, at in names.items() if abs(learned[at]) >= 0.0005}
