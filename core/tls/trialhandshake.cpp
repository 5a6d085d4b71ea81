// SPDX-License-Identifier: MIT
#include "core/tls/trialhandshake.h"

#include <openssl/err.h>

namespace kaunt::tls {

namespace {

enum class Progress { Waits, Done, Failed };

/// What the errors of one that fails say stays there.
Progress advance(SSL* side)
{
    ERR_clear_error();
    const int result = SSL_do_handshake(side);
    if (result == 1)
        return Progress::Done;
    const int error = SSL_get_error(side, result);
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? Progress::Waits : Progress::Failed;
}

} // namespace

bool takesHandshakes(SSL_CTX& server)
{
    constexpr int mostTurns = 100;
    const ContextPointer clientContext(SSL_CTX_new(TLS_client_method()));
    const ConnectionPointer client(clientContext ? SSL_new(clientContext.get()) : nullptr);
    const ConnectionPointer own(SSL_new(&server));
    BIO* clientEnd = nullptr;
    BIO* ownEnd = nullptr;
    if (!client || !own || BIO_new_bio_pair(&clientEnd, 0, &ownEnd, 0) != 1)
        return false;
    SSL_set_bio(client.get(), clientEnd, clientEnd);
    SSL_set_bio(own.get(), ownEnd, ownEnd);
    SSL_set_connect_state(client.get());
    SSL_set_accept_state(own.get());
    for (int turn = 0; turn < mostTurns; ++turn) {
        const Progress ofClient = advance(client.get());
        const Progress ofOwn = ofClient == Progress::Failed ? ofClient : advance(own.get());
        if (ofOwn == Progress::Failed)
            return false;
        if (ofClient == Progress::Done && ofOwn == Progress::Done)
            return true;
    }
    return false;
}

} // namespace kaunt::tls
