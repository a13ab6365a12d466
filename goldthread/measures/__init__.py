"""What is measured: metrics of the organisation, and how numbers are written."""
