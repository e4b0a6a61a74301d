// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/call.h"

#include "absl/strings/cord.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"

namespace jiedui::rpc {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

namespace {

constexpr absl::string_view kRowDetailsUrl = "jiedui.rpc/row-details";

}  // namespace

absl::Status WithRowDetails(absl::Status refusal, absl::string_view details) {
  if (!details.empty()) refusal.SetPayload(kRowDetailsUrl, absl::Cord(details));
  return refusal;
}

std::string RowDetailsOf(const absl::Status& refusal) {
  const auto details = refusal.GetPayload(kRowDetailsUrl);
  return details.has_value() ? std::string(*details) : "";
}

absl::string_view ExtractField(absl::string_view message, int field_number) {
  CodedInputStream input(reinterpret_cast<const uint8_t*>(message.data()), static_cast<int>(message.size()));
  const uint32_t wanted = WireFormatLite::MakeTag(field_number, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  while (const uint32_t tag = input.ReadTag()) {
    if (tag != wanted) {
      if (!WireFormatLite::SkipField(&input, tag)) return {};
      continue;
    }
    uint32_t size = 0;
    if (!input.ReadVarint32(&size)) return {};
    const auto position = static_cast<size_t>(input.CurrentPosition());
    return size <= message.size() - position ? message.substr(position, size) : absl::string_view();
  }
  return {};
}

}  // namespace jiedui::rpc
