"""What people say to each other about anything: comments with mentions and attachments."""
