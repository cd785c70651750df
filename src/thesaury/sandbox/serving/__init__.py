"""What all sandbox servers share: a loopback server, a control plane, a clock, faults, a request log and a small store."""
