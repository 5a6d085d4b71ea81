// SPDX-License-Identifier: MIT
#include "app/cli/deliverytarget.h"

#include <QCoreApplication>

namespace kaunt {

std::optional<QUrl> deliveryTarget(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port() == 0)
        return std::nullopt;
    return url;
}

QString deliveryTargetUsage()
{
    return QCoreApplication::translate(
        "DeliveryTarget", "--to needs an http or https URL, such as http://127.0.0.1:8787/webhooks/kaunt.");
}

} // namespace kaunt
