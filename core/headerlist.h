// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace kaunt {

/// One HTTP header field, byte for byte as it came (white space around the value removed, RFC 9110 section 5.5).
struct Header {
    QByteArray name;
    QByteArray value;

    bool operator==(const Header&) const = default;
};

/// Header fields in the order in which they came; a name may stand more than once.
using HeaderList = QList<Header>;

/// Names compare without regard to ASCII case (RFC 9110 section 5.1).
[[nodiscard]] bool isNamed(const Header& header, QByteArrayView name);
/// All values of the fields called `name`, in order.
[[nodiscard]] QList<QByteArray> headerValues(const HeaderList& headers, QByteArrayView name);
/// Whether they can stand in a request (RFC 9110 sections 9.1, 5.1 and 5.5). What is received always can; what is read
/// from a file of somebody else's need not, and would be other lines, or another program's options.
[[nodiscard]] bool canBeMethod(QByteArrayView text);
[[nodiscard]] bool canBeHeader(const Header& header);
/// The others stay in their order.
void removeHeaders(HeaderList& headers, QByteArrayView name);

} // namespace kaunt
