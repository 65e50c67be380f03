/**
 * Modules that all workflows of a worker share instead of loading each for itself: the rules, and the workflows' own code.
 * Neither keeps anything of one workflow in a module; what a workflow remembers is in its functions' variables. For
 * `preloadModules` of `bundleWorkflowCode`; the SDK freezes them. Loading them for each workflow took a tenth of a
 * journey's CPU and most of its memory.
 */
export const sharedModules: readonly string[] = ['@onfile/domain', '@onfile/workflows'];
