"""What people and phones say of where it is, and the points it may mean: offered, never chosen."""
