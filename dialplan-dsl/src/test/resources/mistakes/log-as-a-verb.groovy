  route('1XXX') { log "called" }
//                ^^^ there is no verb 'log' (here it is log.info "…")
