/** Texts of the room about where a case is, in French: the source of every other language. */
export const fr = {
  'card.title': 'Lieu',
  'card.several': '{n} positions',
  'card.open': 'Lieu et positions ({n})',
  'force': 'Mettre en vigueur',
  'force.abroad': 'Mettre en vigueur quand même',
  'force.which': 'Mettre en vigueur la position {n}, {source}',
  'none': 'Personne n’a encore dit où c’est.',
  'contradiction': 'Les sources se contredisent : faites préciser le lieu.',
  'vague.VILLE': 'Centre de la ville, pas l’adresse',
  'vague.INCONNUE': 'Précision inconnue',
  'contradiction.short': 'Les sources se contredisent',
  'add': 'Ajouter sans mettre en vigueur',
  'draft.others': 'Autres positions, gardées',
  'draft.drop': 'Retirer',
  'draft.use': 'Mettre en vigueur',
  'shortened': 'Lien raccourci : il ne contient pas le point. Demandez à partager la position autrement, ou lisez les coordonnées.',
  'slip.mirrored': 'signe « moins » oublié ?',
  'slip.swapped': 'latitude et longitude inversées ?',
  'slip.swapped_mirrored': 'inversées, et signe oublié ?',
  'record.force': 'Position {n}',
  'disc.in_force': 'Rayon de la position en vigueur',
  'disc.other': 'Rayon d’une autre position',
} as const

export type Key = keyof typeof fr
