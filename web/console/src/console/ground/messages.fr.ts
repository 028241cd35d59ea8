/** Texts of the room about what lies over the map, in French: the source of every other language. */
export const fr = {
  'people': '{unit} parti : {n} personnes à plus de {target}',
  'people.largest': 'les {n} plus grandes localités',
  'reach': 'Portée',
  'reach.hint': 'Pressez un vecteur ou une affaire pour voir jusqu’où l’on va en 10 et 20 min.',
  'reach.of': 'Portée en 10 et 20 min de {label}',
  'reach.straight_line': 'estimation à vol d’oiseau',
  'reach.road_graph': 'par le réseau routier',
  'reach.server': 'par le serveur d’itinéraires',
  'around': 'Autour, à vol d’oiseau : {units}',
  'reach.no_place': 'Position inconnue : rien à montrer.',
  'close': 'Effacer (Échap)',
} as const

export type Key = keyof typeof fr
