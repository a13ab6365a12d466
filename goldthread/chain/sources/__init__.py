"""Where the values of a metric are pulled from: choosing, trying, connecting, pausing, letting go."""
