/** Texts about calls and callers, in French: the source of every other language. */
export const fr = {
  'caller.title': 'Requérant',
  'caller.callback': 'Numéro de rappel',
  'caller.name': 'Nom',
  'caller.type': 'Qui appelle',
  'caller.relation': 'Lien noté auparavant',
  'caller.speaks': 'Langue',
  'caller.speaks_often': 'Courantes',
  'caller.speaks_others': 'Toutes les autres',
  'caller.communication': 'Difficulté à communiquer',
  'caller.not_said': 'Non précisé',
} as const

export type Key = keyof typeof fr
