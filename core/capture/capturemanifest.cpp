// SPDX-License-Identifier: MIT
#include "core/capture/capturemanifest.h"

#include "core/randombytes.h"

namespace kaunt {

CaptureSecrets CaptureSecrets::made()
{
    return {madeUpSecret(), madeUpSecret(), madeUpSecret()};
}

QList<SigningSecret> CaptureSecrets::secrets() const
{
    return {{QStringLiteral("capture"), own, false}, {QStringLiteral("capture-retired"), retired, true}};
}

EndpointSecrets CaptureSecrets::otherEndpoint() const
{
    const QString name = QStringLiteral("capture-other");
    return {name, {{name, other, false}}};
}

} // namespace kaunt
