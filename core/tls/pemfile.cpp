// SPDX-License-Identifier: MIT
#include "core/tls/pemfile.h"

#include "core/wholecontent.h"

#include <openssl/err.h>

namespace kaunt::tls {

Result<QByteArray, QString> readPemFile(const QString& path)
{
    constexpr qint64 most = 1'048'576;
    return readWhole(path, most);
}

BioPointer reading(const QByteArray& content)
{
    return BioPointer(BIO_new_mem_buf(content.constData(), static_cast<int>(content.size())));
}

QString takeOpenSslText()
{
    const unsigned long error = ERR_peek_last_error();
    ERR_clear_error();
    const char* text = error == 0 ? nullptr : ERR_reason_error_string(error);
    return text ? QString::fromLatin1(text) : QString();
}

} // namespace kaunt::tls
