/** Texts of the room about where travel times come from, in French: the source of every other language. */
export const fr = {
  'by.straight_line': 'Temps à vol d’oiseau, estimés',
  'by.road_graph': 'Temps sur la carte routière locale',
  'by.server': 'Temps du serveur de routes, en partie',
  'by.none': 'Temps inconnus',
  'note': '{by} : {why}.',
  'only.straight_line': 'Temps à vol d’oiseau, estimés : aucune carte routière en service.',
  'over.server.slow': 'le serveur de routes n’a pas répondu à temps',
  'over.server.failed': 'le serveur de routes n’a pas répondu',
  'over.server.garbage': 'la réponse du serveur de routes est illisible',
  'over.server.implausible': 'les temps du serveur de routes sont impossibles',
  'over.server.not_covered': 'le serveur de routes ne couvre pas ce lieu',
  'over.road_graph.slow': 'la carte routière locale n’a pas répondu à temps',
  'over.road_graph.failed': 'la carte routière locale n’est pas disponible',
  'over.road_graph.garbage': 'la réponse de la carte routière locale est illisible',
  'over.road_graph.implausible': 'les temps de la carte routière locale sont impossibles',
  'over.road_graph.not_covered': 'la carte routière locale ne couvre pas ce lieu',
} as const

export type Key = keyof typeof fr
