/** Texts of the pages away from the room, in French: the source of every other language. */
export const fr = {
  'pending.none': 'Tout est transmis',
  'pending.one': '1 envoi en attente',
  'pending.many': '{n} envois en attente',
  'pending.mark': 'en attente d’envoi',
  'pending.trouble': 'Le serveur répond : « {text} » Nouvel essai automatique.',
  'kept.none': 'Ce navigateur ne garde rien : ne fermez pas la page tant qu’un envoi attend.',
  'kept.page': 'Cette page ne s’ouvrira pas sans réseau : ne la fermez pas.',
  'stuck.title': 'Le serveur a refusé',
  'stuck.tapped': '{what} – touché à {time}',
  'stuck.other': 'Saisi par {name}, pas encore transmis. L’envoyer sous votre nom ?',
  'stuck.retry': 'Renvoyer',
  'stuck.retry_mine': 'Envoyer',
  'stuck.drop': 'Abandonner',
  'stuck.drop_confirm': 'Ne sera jamais transmis. Abandonner ?',
  'menu.title': 'Réglages',
  'menu.out_pending': '{pending} : ce qui attend partira à votre prochaine connexion.',
  'alarm.mute': 'Couper le son',
  'alarm.unmute': 'Remettre le son',
  'alarm.muted': 'Son coupé jusqu’à {time}',
  'alarm.blocked': 'Son bloqué par le navigateur : touchez ici',
  'post.title': 'Quel poste ?',
} as const

export type Key = keyof typeof fr
