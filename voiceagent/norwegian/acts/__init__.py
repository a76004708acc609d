"""What an utterance does: agrees, declines, asks for a human, says goodbye …"""
