"""The acts, one function a command: check who may, ask the rule, record what happened."""
