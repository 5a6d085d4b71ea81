// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>

namespace kaunt::test {

/// A proxy in Node on loopback that does to each request what proxies should not: "reserialise", "crlf", "trim",
/// "truncate", "gzip", "recode" (from ISO 8859-1 to UTF-8), "twice", "again" (once more a while after the answer),
/// "swallow" (answers 200 itself), "fail" (answers 502 though the receiver took it), "strip" (passes on no header that
/// begins with X-), "method" (PUT in place of POST).
class NodeProxy {
public:
    NodeProxy(const QString& receiver, const QString& mode);
    ~NodeProxy();
    Q_DISABLE_COPY_MOVE(NodeProxy)

    [[nodiscard]] QString url(const QString& path) const;

private:
    QProcess m_node;
    int m_port = 0;
};

} // namespace kaunt::test
