"""A simulated carrier and callers: Twilio's side of a call, over real sockets, in real time."""
