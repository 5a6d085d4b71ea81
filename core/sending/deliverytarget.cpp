// SPDX-License-Identifier: MIT
#include "core/sending/deliverytarget.h"

namespace kaunt {

std::optional<QUrl> deliveryTarget(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port() == 0)
        return std::nullopt;
    return url;
}

} // namespace kaunt
