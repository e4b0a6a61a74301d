// SPDX-License-Identifier: Apache-2.0
// Stored messages read field by field: what is read lies inside the bytes, and what protobuf has written
// is read alike.
#include <string>

#include "google/protobuf/unknown_field_set.h"
#include "scheduler_service/reporting/wire_fields.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

bool LiesIn(absl::string_view piece, absl::string_view whole) {
  return piece.empty() || (piece.data() >= whole.data() && piece.data() + piece.size() <= whole.data() + whole.size());
}

bool HasGroup(const UnknownFieldSet& fields) {
  for (int i = 0; i < fields.field_count(); ++i)
    if (fields.field(i).type() == UnknownField::TYPE_GROUP) return true;
  return false;
}

void CheckField(const UnknownField& expected, const scheduler::WireFields& fields) {
  Require(fields.number() == expected.number(), "fields come in the order of the bytes");
  switch (expected.type()) {
    case UnknownField::TYPE_VARINT:
      Require(fields.value() == expected.varint() && fields.bytes().empty(), "a varint has its value");
      return;
    case UnknownField::TYPE_LENGTH_DELIMITED:
      Require(fields.bytes() == expected.length_delimited() && fields.value() == 0, "bytes are those of the field");
      return;
    default:
      Require(fields.value() == 0, "a fixed field has no value");
  }
}

void CheckAlike(const UnknownFieldSet& expected, absl::string_view bytes) {
  scheduler::WireFields fields(bytes);
  for (int i = 0; i < expected.field_count(); ++i) {
    Require(fields.Next(), "what protobuf has written is read to its end");
    CheckField(expected.field(i), fields);
  }
  Require(!fields.Next() && !fields.damaged(), "what protobuf has written has no more fields and no damage");
}

// As our rows are: written by protobuf, which reads more than it writes. No message of ours has groups.
void CheckWritten(absl::string_view bytes) {
  UnknownFieldSet expected;
  if (!expected.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || HasGroup(expected)) return;
  std::string written;
  if (expected.SerializeToString(&written)) CheckAlike(expected, written);
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using jiedui::fuzz::Require;
  const absl::string_view bytes = jiedui::fuzz::BytesOf(data, size);
  jiedui::scheduler::WireFields fields(bytes);
  size_t read = 0;
  while (fields.Next()) {
    Require(jiedui::fuzz::LiesIn(fields.bytes(), bytes), "a field lies inside the message");
    Require(++read <= size, "every field takes bytes");
  }
  Require(!fields.Next(), "after the end there is nothing");
  jiedui::fuzz::CheckWritten(bytes);
  return 0;
}
