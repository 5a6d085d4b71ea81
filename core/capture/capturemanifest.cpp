// SPDX-License-Identifier: MIT
#include "core/capture/capturemanifest.h"

#include <QRandomGenerator>

#include <array>

namespace kaunt {

namespace {

QByteArray madeUp()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(words)).toHex();
}

} // namespace

CaptureSecrets CaptureSecrets::made()
{
    return {madeUp(), madeUp(), madeUp()};
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
