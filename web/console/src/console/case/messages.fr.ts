/** The questioning in French, the source of every other language. */
export const fr = {
  'motive.title': 'Motif',
  'motive.type': 'Quelques mots : « mal poitrine », « jigéen ju ëmb »…',
  'motive.best': 'Les protocoles les plus proches',
  'motive.all': 'Tous les protocoles',
  'motive.none': 'Aucun protocole ne ressemble à ces mots. Choisissez dans la liste, ou « Autre motif ».',
  'troubles.title': 'Protocoles : {n} fichier(s) écarté(s)',
  'troubles.instead': 'En service : la version du {when}.',
  'troubles.packaged': 'En service : les protocoles livrés avec le logiciel.',
  'troubles.what': "Prévenez l'administrateur ; la régulation continue normalement.",
  'spoken.language': 'Lire en',
  'spoken.page': 'langue de la page',
  'spoken.draft': 'traduction à confirmer',
  'spoken.missing': 'pas encore traduite',
  'beat.ready': 'Mains au milieu de la poitrine. On commence dans…',
  'beat.push': 'Appuyez !',
  'beat.rate': '{n} par minute',
  'beat.slower': 'Moins vite',
  'beat.faster': 'Plus vite',
  'beat.start': 'Reprendre le décompte',
  'beat.stop': 'Arrêter',
  'beat.sound': '♪ Son',
  'beat.mute': '♪ Couper le son',
} as const

export type Key = keyof typeof fr
