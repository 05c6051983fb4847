"""French as the index sees it: what French spells in many ways becomes one term."""
