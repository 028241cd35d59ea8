/** Texts of the room about what a choice costs others, in French: the source of every other language. */
export const fr = {
  'leaves': 'Laisse {n} personnes à plus de {target} ({places}) pendant ~{away}',
  'leaves.unsure': 'Laisse {n} personnes à plus de {target} ({places})',
  'none': 'ne découvre personne',
  'pending': 'population découverte : en calcul',
  'unavailable': 'population découverte : non calculée',
  'unavailable.router_failed': 'population découverte : le calcul des durées ne répond pas',
  'unavailable.no_census': 'population découverte : pas de recensement pour ce pays',
  'estimate': 'estimé à vol d’oiseau',
  'show': 'Voir sur la carte',
  'hide': 'Ne plus voir sur la carte',
  'map': '{unit} parti : {n} personnes à plus de {target}',
  'map.left_out': '(les {n} plus grandes localités)',
} as const

export type Key = keyof typeof fr
