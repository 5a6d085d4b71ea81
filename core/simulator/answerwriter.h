// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace kaunt {

/// Prints compact JSON with the members in the order of the calls and amounts as decimals, which QJsonDocument can't.
class AnswerWriter {
public:
    AnswerWriter();

    /// The wrapper of what was read (kaunt-api.md, GET); what follows is in its `result`.
    void beginAnswer(const QString& correlationId);
    void endAnswer();
    void beginObject();
    void beginObject(const char* key);
    void endObject();
    void beginArray(const char* key);
    void endArray();

    void text(const char* key, const QString& value); ///< null for a null QString
    void text(const QString& value);
    void integer(const char* key, qint64 value);
    void integer(qint64 value);
    void amount(const char* key, qint64 hundredths); ///< with two decimals
    void truth(const char* key, bool value);
    void null(const char* key);

    [[nodiscard]] QByteArray result() const;

private:
    void key(const char* name);

    rapidjson::StringBuffer m_buffer;
    rapidjson::Writer<rapidjson::StringBuffer> m_writer;
};

/// Amounts are counted in hundredths of the currency's unit; "1250.00".
[[nodiscard]] QByteArray amountText(qint64 hundredths);

} // namespace kaunt
