"""What staff see across the apps: home, people, the person's page, establishments, the policy register."""
