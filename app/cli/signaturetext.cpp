// SPDX-License-Identifier: MIT
#include "app/cli/signaturetext.h"

#include "ui/signaturecomparison.h"
#include "ui/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

struct SignatureText {
    Q_DECLARE_TR_FUNCTIONS(SignatureText)
};

bool isSameValue(const ComputedSignature& computed)
{
    return computed.matches.value_or(false) || computed.isOtherwise;
}

} // namespace

QStringList signatureText(const QByteArray& body, const QByteArray& received, const QList<SigningSecret>& secrets)
{
    QList<SigningSecret> known = secrets;
    known.removeIf([](const SigningSecret& secret) { return secret.value.isEmpty(); });
    if (received.isEmpty() || known.isEmpty())
        return {};
    QList<ComputedSignature> computed = computeSignatures(body, received, known);
    if (const auto same = std::find_if(computed.cbegin(), computed.cend(), isSameValue); same != computed.cend())
        computed = {*same};
    QStringList lines;
    for (const ComputedSignature& each : std::as_const(computed)) {
        const QString secret = quotedText(each.secretName);
        lines.append(each.isRetired ? SignatureText::tr("Signature, with the replaced secret %1").arg(secret)
                                    : SignatureText::tr("Signature, with the secret %1").arg(secret));
        const QStringList compared = comparedText(QString::fromLatin1(received), each);
        for (const QString& line : compared)
            lines.append(QStringLiteral("  ") + line);
    }
    return lines;
}

} // namespace kaunt
