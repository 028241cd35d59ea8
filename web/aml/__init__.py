"""The door for what phones send by themselves (AML): a gateway's SMS, and HTTPS."""
