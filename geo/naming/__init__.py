"""The names of places: how they are spelt and sound, and finding one in what is typed or said."""
