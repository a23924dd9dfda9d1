"""Value, relation, basis."""
