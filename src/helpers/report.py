"""Reports: the notebooks run on an article and rendered to pages that open from disk, in Arabic or English."""

from helpers.provenance import provenance

__all__ = ["provenance"]
