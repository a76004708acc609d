"""What a turn costs Whisper."""
