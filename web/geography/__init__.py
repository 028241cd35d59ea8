"""`samu geo`: what the service knows of its country, and bringing in more."""
