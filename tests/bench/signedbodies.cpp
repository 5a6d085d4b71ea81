// SPDX-License-Identifier: MIT
#include "tests/bench/signedbodies.h"

#include "core/webhook/signature.h"

#include <QFile>

namespace kaunt::bench {

namespace {

constexpr qsizetype bodyBytes = 420;

QByteArray uuid(quint64 number, const char* prefix)
{
    return prefix + QByteArray("-7c1e-4f52-9a8b-") + QByteArray::number(number, 16).rightJustified(12, '0');
}

} // namespace

QByteArray sampleBody(quint64 number)
{
    const QByteArray id = uuid(number, "6d1f0b7e");
    const QByteArray tenant = uuid(7, "0c4e12a9");
    const QByteArray start = R"({"Id":")" + id + R"(","Url":"https://api.kaunt.com/v1/tenants/)" + tenant +
                             R"(/companies/nordlys/invoicecodingproposals/)" + id + R"(","TenantId":")" + tenant +
                             R"(","CompanyName":"nordlys)";
    const QByteArray end = R"(","CorrelationId":")" + uuid(number, "b1d5aa02") +
                           R"(","EventType":"InvoiceCodingProposalProcessingCompleted"})";
    return start + QByteArray(bodyBytes - start.size() - end.size(), ' ') + end;
}

bool writeSignedBodies(const QString& path, const QByteArray& secret, quint64 first, int count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (int i = 0; i < count; ++i) {
        const QByteArray body = sampleBody(first + static_cast<quint64>(i));
        file.write(hmacSha256(secret, body).toHex() + '\n' + body + '\n');
    }
    return file.flush();
}

} // namespace kaunt::bench
