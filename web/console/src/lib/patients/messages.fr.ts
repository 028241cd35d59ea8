/** Sorting colours, in French: the source of every other language. */
export const fr = {
  'tag.RED': 'Rouge',
  'tag.YELLOW': 'Jaune',
  'tag.GREEN': 'Vert',
  'tag.GREY': 'Gris',
  'tag.BLACK': 'Noir',
  'tag.none': 'Non triée',
  'hint.RED': 'urgence absolue',
  'hint.YELLOW': 'urgence relative',
  'hint.GREEN': 'impliqué',
  'hint.GREY': 'dépassé, à revoir',
  'hint.BLACK': 'décédé',
  'letter.RED': 'R',
  'letter.YELLOW': 'J',
  'letter.GREEN': 'V',
  'letter.GREY': 'G',
  'letter.BLACK': 'N',
  'crew.title': 'Victimes',
  'crew.listed': '{n} comptée(s)',
  'crew.waiting': '{n} à envoyer',
  'crew.add': 'Compter une victime : {tag}',
} as const

export type Key = keyof typeof fr
