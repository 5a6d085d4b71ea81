// SPDX-License-Identifier: MIT
#include "core/tls/certificate.h"

#include <QDateTime>
#include <QHostAddress>
#include <QTimeZone>

#include <openssl/x509v3.h>

#include <ctime>

namespace kaunt::tls {

namespace {

qint64 millisOf(const ASN1_TIME* time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    const QDate date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
    return QDateTime(date, QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace

Certificate factsOf(const X509& certificate)
{
    Certificate facts;
    facts.fingerprint.resize(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    X509_digest(&certificate, EVP_sha256(), reinterpret_cast<unsigned char*>(facts.fingerprint.data()), &size);
    facts.fingerprint.truncate(static_cast<qsizetype>(size));
    facts.notBefore = millisOf(X509_get0_notBefore(&certificate));
    facts.notAfter = millisOf(X509_get0_notAfter(&certificate));
    return facts;
}

bool namesHost(X509& certificate, const QString& host)
{
    QHostAddress address(host);
    address.setScopeId(QString());
    if (!address.isNull())
        return X509_check_ip_asc(&certificate, address.toString().toLatin1().constData(), 0) == 1;
    const QByteArray name = host.toLatin1();
    return X509_check_host(&certificate, name.constData(), static_cast<std::size_t>(name.size()),
                           X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr) == 1;
}

QList<CertificateRemark> dateRemarks(const Certificate& certificate, qint64 nowUtcMillis)
{
    constexpr qint64 soon = qint64{14} * 24 * 60 * 60 * 1000;
    if (nowUtcMillis > certificate.notAfter)
        return {CertificateRemark::Expired};
    if (nowUtcMillis < certificate.notBefore)
        return {CertificateRemark::NotYetValid};
    if (certificate.notAfter - nowUtcMillis < soon)
        return {CertificateRemark::ExpiresSoon};
    return {};
}

QString fingerprintText(const QByteArray& fingerprint)
{
    return QString::fromLatin1(fingerprint.toHex(':').toUpper());
}

} // namespace kaunt::tls
