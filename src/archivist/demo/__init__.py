"""The demo archive: invented press releases that ship with the package, in the folder ``releases``."""
