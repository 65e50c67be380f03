/**
 * Modules that all workflows of a worker share instead of loading each for itself: the rules, which keep nothing but
 * what they worked out of their own arguments. For `preloadModules` of `bundleWorkflowCode`; the SDK freezes them.
 * Loading them for each workflow took 20 ms of a journey's CPU and half of its memory.
 */
export const sharedModules: readonly string[] = ['@onfile/domain'];
