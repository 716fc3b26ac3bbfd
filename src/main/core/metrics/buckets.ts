/** Upper bounds of histograms in seconds. From a small model that is warm to a prompt of 100,000 tokens that is read from the start. */
export const firstTokenSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
export const betweenTokensSeconds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2.5];
export const waitSeconds = [0.001, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
export const requestSeconds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];
export const loadSeconds = [0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600];
