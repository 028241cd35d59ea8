/** Texts about a ward on diversion, for the room and the ward, in French. */
export const fr = {
  'closed.until': 'Fermé jusqu’à {time}',
  'closed.part': 'Fermé pour {what} jusqu’à {time}',
  'closed.hospital': 'tout l’hôpital',
  'closed.by': 'dit par {name} à {time}',
  'form.title': 'Fermer {ward} : la régulation n’y enverra plus de patient',
  'form.why': 'Motif',
  'form.words': 'Précision (obligatoire pour « Autre raison »)',
  'form.what': 'Fermé pour',
  'form.all': 'tout le service',
  'form.until': 'Jusqu’à',
  'form.hours': '{n} h ({time})',
  'form.hospital': 'Fermer aussi tous les autres services de l’hôpital',
  'form.confirm': 'Fermer jusqu’à {time}',
  'close': 'Fermer…',
  'reopen': 'Rouvrir',
  'reopen.hospital': 'Rouvrir tout l’hôpital',
} as const

export type Key = keyof typeof fr
