"""What Reader is put through: kills, full disks, damage, odd clocks, long use."""
