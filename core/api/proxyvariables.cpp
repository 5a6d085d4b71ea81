// SPDX-License-Identifier: MIT
#include "core/api/proxyvariables.h"

#include <QByteArray>

namespace kaunt {

void completeProxyVariables()
{
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"}) {
        const QByteArray value = qgetenv(name).trimmed();
        if (!value.isEmpty() && !value.contains("://"))
            qputenv(name, "http://" + value);
    }
}

} // namespace kaunt
