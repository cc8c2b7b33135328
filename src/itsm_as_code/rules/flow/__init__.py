"""FLW: artefacts that flow from process to process without a gap."""
