/* Asks the phone for its position once, shows what is sent, sends it. Plain ES5 for old phones. */
(function () {
  'use strict'
  var page = document.getElementById('page')
  var button = document.getElementById('send')
  var said = document.getElementById('said')
  var figures = document.getElementById('figures')
  var words = JSON.parse(page.getAttribute('data-words'))
  /* Good enough to send at once; else the best of some seconds. */
  var ENOUGH_M = 50, SETTLE_MS = 12000, FIND_MS = 45000
  /* From here on a better position is worth a second press. */
  var VAGUE_M = 100
  var RETRY_MS = 4000, TRIES = 6
  var watch = null, settle = null, limit = null, best = null, busy = false

  function fill(text, facts) {
    return text.replace(/\{(\w+)\}/g, function (_, name) { return facts[name] })
  }
  function tell(state, text, label) {
    page.setAttribute('data-state', state)
    said.textContent = text
    button.disabled = !label
    button.style.display = label === null ? 'none' : ''
    if (label) button.textContent = label
  }
  function show(position) {
    var at = new Date(position.timestamp || Date.now())
    var time = ('0' + at.getHours()).slice(-2) + ':' + ('0' + at.getMinutes()).slice(-2)
    var small = document.createElement('small')
    figures.textContent = position.coords.latitude.toFixed(5) + ', ' + position.coords.longitude.toFixed(5)
    small.textContent = fill(words.within, { m: Math.round(position.coords.accuracy), time: time })
    figures.appendChild(small)
  }
  function stop() {
    if (watch !== null) navigator.geolocation.clearWatch(watch)
    clearTimeout(settle)
    clearTimeout(limit)
    watch = settle = null
  }
  function found(position) {
    if (busy) return
    if (!best || position.coords.accuracy < best.coords.accuracy) best = position
    show(best)
    if (best.coords.accuracy <= ENOUGH_M) return finish()
    if (settle === null) settle = setTimeout(finish, SETTLE_MS)
  }
  function finish() {
    if (busy) return
    stop()
    if (!best) return lost({ code: 3 })
    busy = true
    send(best, TRIES, key())
  }
  function lost(error) {
    /* While something was found, a later silence of the receiver is no failure. */
    if (best && error.code !== 1) return
    stop()
    tell('failed', error.code === 1 ? words.denied : words.no_signal, words.again)
  }
  function key() {
    var text = ''
    while (text.length < 24) text += Math.random().toString(36).slice(2)
    return text.slice(0, 24)
  }
  function moment(position) {
    var at = new Date(position.timestamp)
    return isNaN(at.getTime()) ? null : at.toISOString()
  }
  function send(position, left, name) {
    /* Sent again after a silence, the advice to read the figures out stays. */
    if (left === TRIES) tell('sending', words.sending, '')
    var request = new XMLHttpRequest()
    request.open('POST', location.pathname)
    request.timeout = 15000
    request.setRequestHeader('Content-Type', 'application/json')
    request.setRequestHeader('Accept-Language', document.documentElement.lang)
    request.setRequestHeader('Idempotency-Key', name)
    request.onload = function () { answered(position, request, left, name) }
    request.onerror = request.ontimeout = function () { silent(position, left, name) }
    request.send(JSON.stringify({
      lat: position.coords.latitude,
      lon: position.coords.longitude,
      accuracy_m: Math.min(position.coords.accuracy, 1000000),
      fix_at: moment(position)
    }))
  }
  function silent(position, left, name) {
    tell('sending', words.network, '')
    if (left > 1) setTimeout(function () { send(position, left - 1, name) }, RETRY_MS)
    else failed(words.failed)
  }
  function failed(text) {
    busy = false
    tell('failed', text, words.again)
  }
  function answered(position, request, left, name) {
    var answer = {}
    try { answer = JSON.parse(request.responseText) } catch (e) { /* a proxy's own page */ }
    if (request.status >= 200 && request.status < 300) return thanks(position, answer)
    if (request.status >= 500) return silent(position, left, name)
    if (request.status === 404 || request.status === 410) return tell('over', answer.detail || words.over, null)
    failed(answer.detail || words.failed)
  }
  function thanks(position, answer) {
    var metres = Math.round(position.coords.accuracy)
    var again = metres > VAGUE_M && answer.better_until
    var text = [words.thanks]
    if (answer.clock_wrong) text.push(words.clock)
    if (again) text.push(fill(words.vague, { m: metres }))
    text.push(words.stay)
    busy = false
    tell('done', text.join(' '), again ? words.better : null)
    /* A later press may only better it while the server still takes one. */
    if (again) setTimeout(function () {
      if (page.getAttribute('data-state') === 'done') button.style.display = 'none'
    }, answer.better_for_s * 1000)
  }
  function ask() {
    best = null
    figures.textContent = ''
    tell('asking', words.permit + ' ' + words.searching, '')
    watch = navigator.geolocation.watchPosition(found, lost, {
      enableHighAccuracy: true, maximumAge: 0, timeout: FIND_MS
    })
    limit = setTimeout(function () { if (!busy) finish() }, FIND_MS)
  }
  if (!button) return
  if (!navigator.geolocation || window.isSecureContext === false) return tell('failed', words.no_geo, null)
  button.onclick = ask
  button.disabled = false
})()
