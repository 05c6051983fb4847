"""The ingester: whatever a press office receives becomes a Draft, and says what each field was read from."""
