"""Sign-in: what its settings may be, who a token tells us is there, and which sessions are open."""
