// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/list_page.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/rpc/filter.h"
#include "common/rpc/page_token.h"
#include "common/store/table.h"
#include "google/protobuf/io/coded_stream.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::io::CodedOutputStream;

constexpr int kResourceField = 1;     // of a record
constexpr char kResourcesTag = 0x0A;  // field 1, length-delimited
constexpr char kNextTokenTag = 0x12;  // field 2, length-delimited

// The fields that List requests have in common (AIP-132); one that a request lacks is as if it were not set.
const FieldDescriptor* FieldOf(const Message& request, const char* name, FieldDescriptor::CppType type) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
  return field != nullptr && !field->is_repeated() && field->cpp_type() == type ? field : nullptr;
}

std::string TextIn(const Message& request, const char* name) {
  const FieldDescriptor* field = FieldOf(request, name, FieldDescriptor::CPPTYPE_STRING);
  return field == nullptr ? "" : request.GetReflection()->GetString(request, field);
}

bool FlagIn(const Message& request, const char* name) {
  const FieldDescriptor* field = FieldOf(request, name, FieldDescriptor::CPPTYPE_BOOL);
  return field != nullptr && request.GetReflection()->GetBool(request, field);
}

std::vector<int> HiddenBy(const Message& request, const ListSource& source) {
  std::vector<int> fields;
  if (source.hidden_by_field != 0 && !FlagIn(request, "show_deleted")) fields.push_back(source.hidden_by_field);
  if (source.withheld_by_field != 0) fields.push_back(source.withheld_by_field);
  return fields;
}

void AppendBytes(char tag, absl::string_view bytes, std::string& message) {
  uint8_t length[5];
  const uint8_t* end = CodedOutputStream::WriteVarint32ToArray(static_cast<uint32_t>(bytes.size()), length);
  message += tag;
  for (const uint8_t* byte = length; byte != end; ++byte) message += static_cast<char>(*byte);
  message.append(bytes.data(), bytes.size());
}

// Collects a page row by row.
class Page {
 public:
  // `hidden_by`: fields by which a resource is left out.
  Page(const Filter& filter, const Message& resource, std::vector<int> hidden_by, int size)
      : filter_(filter), parsed_(resource.New()), hidden_by_(std::move(hidden_by)), rows_left_(size) {}

  // False: there is no room, the row begins the next page.
  bool HasRoomFor(absl::string_view record) const {
    const bool too_big = !bytes_.empty() && bytes_.size() + record.size() > kPageBytesMax;
    return rows_left_ > 0 && scans_left_ > 0 && !too_big;
  }

  absl::Status Take(absl::string_view row_key, absl::string_view record) {
    --scans_left_;
    const absl::string_view resource = ExtractField(record, kResourceField);
    if (resource.empty()) return store::DamagedRow(row_key);
    for (const int field : hidden_by_)
      if (!ExtractField(resource, field).empty()) return absl::OkStatus();
    if (!filter_.matches_everything()) {
      if (!parsed_->ParseFromArray(resource.data(), static_cast<int>(resource.size())))
        return store::DamagedRow(row_key);
      if (!filter_.Matches(*parsed_)) return absl::OkStatus();
    }
    AppendBytes(kResourcesTag, resource, bytes_);
    --rows_left_;
    return absl::OkStatus();
  }

  std::string bytes() && { return std::move(bytes_); }

 private:
  const Filter& filter_;
  const std::unique_ptr<Message> parsed_;
  const std::vector<int> hidden_by_;
  int rows_left_;
  int scans_left_ = kRowsScannedPerPageMax;
  std::string bytes_;
};

// The rows of a source in the order of their keys, or of their index.
class RowWalk {
 public:
  RowWalk(const store::Snapshot& snapshot, const ListSource& source) : snapshot_(snapshot), source_(source) {}

  // Fills the page from after `last_key`. Answers the last key taken if there is more, else nothing.
  absl::StatusOr<std::optional<std::string>> Fill(std::string last_key, Page& page) const {
    store::KeyRange range = source_.range;
    if (!last_key.empty()) range.first = std::max(range.first, absl::StrCat(last_key, absl::string_view("\0", 1)));
    if (!range.end.empty() && range.first >= range.end) return std::nullopt;
    bool more = false;
    absl::Status status;
    const auto visit = [&](absl::string_view key, absl::string_view value) {
      status = TakeRow(key, value, page, more);
      if (!status.ok() || more) return false;
      last_key = std::string(key);
      return true;
    };
    RETURN_IF_ERROR(snapshot_.Scan(family(), range, visit));
    RETURN_IF_ERROR(status);
    if (!more) return std::nullopt;
    return last_key;
  }

 private:
  store::Family family() const { return source_.index_prefix.empty() ? store::Family::kRows : store::Family::kIndex; }

  absl::Status TakeRow(absl::string_view key, absl::string_view value, Page& page, bool& more) const {
    if (source_.index_prefix.empty()) {
      more = !page.HasRoomFor(value);
      return more ? absl::OkStatus() : page.Take(key, value);
    }
    more = !page.HasRoomFor("");
    if (more) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::string record, RecordBehind(key));
    more = !page.HasRoomFor(record);
    return more ? absl::OkStatus() : page.Take(key, record);
  }

  // In one snapshot an index row without its row is damage.
  absl::StatusOr<std::string> RecordBehind(absl::string_view index_key) const {
    const std::optional<std::string> key = store::KeyOfIndexRow(source_.index_prefix, index_key);
    if (!key.has_value()) return store::DamagedRow(index_key);
    const std::string row_key = absl::StrCat(source_.row_prefix, *key);
    ASSIGN_OR_RETURN(std::optional<std::string> record, snapshot_.Get(store::Family::kRows, row_key));
    if (!record.has_value()) return store::DamagedRow(row_key);
    return *std::move(record);
  }

  const store::Snapshot& snapshot_;
  const ListSource& source_;
};

}  // namespace

std::string ListDigest(absl::string_view method, const Message& request) {
  const std::unique_ptr<Message> without_paging(request.New());
  without_paging->CopyFrom(request);
  for (const char* name : {"page_size", "page_token"})
    if (const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name); field != nullptr)
      request.GetReflection()->ClearField(without_paging.get(), field);
  return Sha256({method, absl::string_view("\0", 1), without_paging->SerializeAsString()});
}

absl::StatusOr<int> PageSizeIn(const Message& request) {
  const FieldDescriptor* field = FieldOf(request, "page_size", FieldDescriptor::CPPTYPE_INT32);
  const int size = field == nullptr ? 0 : request.GetReflection()->GetInt32(request, field);
  if (size < 0) return InvalidField("page_size", absl::StrCat("must be 0 or more, got ", size));
  return size == 0 ? kPageSizeDefault : std::min(size, kPageSizeMax);
}

absl::StatusOr<Encoded> ListPage(const ReadContext& context, const Message& request, const ListSource& source,
                                 const Message& resource) {
  ASSIGN_OR_RETURN(const int page_size, PageSizeIn(request));
  ASSIGN_OR_RETURN(const Filter filter, Filter::Parse(TextIn(request, "filter"), *resource.GetDescriptor()));
  const std::string digest = ListDigest(context.call.method, request);
  const PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  const std::string token = TextIn(request, "page_token");
  std::string last_key;
  if (!token.empty()) {
    ASSIGN_OR_RETURN(last_key, DecodePageToken(binding, token, context.now));
  }
  Page page(filter, resource, HiddenBy(request, source), page_size);
  ASSIGN_OR_RETURN(const std::optional<std::string> next, RowWalk(context.snapshot, source).Fill(last_key, page));
  Encoded response{.bytes = std::move(page).bytes()};
  if (next.has_value()) AppendBytes(kNextTokenTag, EncodePageToken(binding, *next, context.now), response.bytes);
  return response;
}

}  // namespace jiedui::rpc
