// SPDX-License-Identifier: MIT
#include "core/tls/certificatenames.h"

#include <QHostAddress>

#include <algorithm>

namespace kaunt::tls {

namespace {

bool nameMatches(const QString& pattern, const QString& host)
{
    if (!pattern.startsWith(QLatin1String("*.")))
        return pattern.compare(host, Qt::CaseInsensitive) == 0;
    const qsizetype dot = host.indexOf(u'.');
    const QStringView rest = QStringView(pattern).sliced(1);
    return dot > 0 && rest.count(u'.') > 1 && QStringView(host).sliced(dot).compare(rest, Qt::CaseInsensitive) == 0;
}

} // namespace

bool certificateNamesHost(const QSslCertificate& certificate, const QString& host)
{
    const auto alternatives = certificate.subjectAlternativeNames();
    const QHostAddress address(host);
    if (!address.isNull()) {
        const QStringList addresses = alternatives.values(QSsl::IpAddressEntry);
        return std::any_of(addresses.begin(), addresses.end(),
                           [&address](const QString& text) { return QHostAddress(text) == address; });
    }
    const QStringList names = alternatives.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName)
                                                     : alternatives.values(QSsl::DnsEntry);
    return std::any_of(names.begin(), names.end(), [&host](const QString& name) { return nameMatches(name, host); });
}

} // namespace kaunt::tls
