// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/reflection.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpc/reflection/v1/reflection.pb.h"
#include "grpc/reflection/v1alpha/reflection.pb.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorProto;
using grpc::reflection::v1::ServerReflectionRequest;
using grpc::reflection::v1::ServerReflectionResponse;

const DescriptorPool& Pool() { return *DescriptorPool::generated_pool(); }

void AddError(absl::string_view problem, ServerReflectionResponse& response) {
  response.mutable_error_response()->set_error_code(static_cast<int>(absl::StatusCode::kNotFound));
  response.mutable_error_response()->set_error_message(std::string(problem));
}

// The file and all it imports, each once.
void AddFile(const FileDescriptor& file, std::set<std::string>& added, ServerReflectionResponse& response) {
  if (!added.insert(file.name()).second) return;
  FileDescriptorProto proto;
  file.CopyTo(&proto);
  response.mutable_file_descriptor_response()->add_file_descriptor_proto(proto.SerializeAsString());
  for (int i = 0; i < file.dependency_count(); ++i) AddFile(*file.dependency(i), added, response);
}

void AnswerFile(const FileDescriptor* file, absl::string_view asked, ServerReflectionResponse& response) {
  if (file == nullptr) return AddError(absl::StrCat(asked, " is not known"), response);
  std::set<std::string> added;
  AddFile(*file, added, response);
}

void AnswerExtension(const ServerReflectionRequest& request, ServerReflectionResponse& response) {
  const auto& asked = request.file_containing_extension();
  const Descriptor* type = Pool().FindMessageTypeByName(asked.containing_type());
  const FieldDescriptor* extension =
      type == nullptr ? nullptr : Pool().FindExtensionByNumber(type, asked.extension_number());
  AnswerFile(extension == nullptr ? nullptr : extension->file(),
             absl::StrCat("extension ", asked.extension_number(), " of ", asked.containing_type()), response);
}

void AnswerExtensionNumbers(const std::string& name, ServerReflectionResponse& response) {
  const Descriptor* type = Pool().FindMessageTypeByName(name);
  if (type == nullptr) return AddError(absl::StrCat("message ", name, " is not known"), response);
  std::vector<const FieldDescriptor*> extensions;
  Pool().FindAllExtensions(type, &extensions);
  auto& answer = *response.mutable_all_extension_numbers_response();
  answer.set_base_type_name(name);
  for (const FieldDescriptor* extension : extensions) answer.add_extension_number(extension->number());
}

void AnswerServices(const std::vector<std::string>& services, ServerReflectionResponse& response) {
  for (const std::string& name : services) response.mutable_list_services_response()->add_service()->set_name(name);
}

absl::StatusOr<std::string> Answer(const ServerReflectionRequest& request, const std::vector<std::string>& services) {
  ServerReflectionResponse response;
  response.set_valid_host(request.host());
  *response.mutable_original_request() = request;
  switch (request.message_request_case()) {
    case ServerReflectionRequest::kListServices:
      AnswerServices(services, response);
      break;
    case ServerReflectionRequest::kFileByFilename:
      AnswerFile(Pool().FindFileByName(request.file_by_filename()), request.file_by_filename(), response);
      break;
    case ServerReflectionRequest::kFileContainingSymbol:
      AnswerFile(Pool().FindFileContainingSymbol(request.file_containing_symbol()), request.file_containing_symbol(),
                 response);
      break;
    case ServerReflectionRequest::kFileContainingExtension:
      AnswerExtension(request, response);
      break;
    case ServerReflectionRequest::kAllExtensionNumbersOfType:
      AnswerExtensionNumbers(request.all_extension_numbers_of_type(), response);
      break;
    case ServerReflectionRequest::MESSAGE_REQUEST_NOT_SET:
      AddError("message_request is not set", response);
      break;
  }
  return response.SerializeAsString();
}

}  // namespace

std::vector<BuiltinService> MakeReflection(std::vector<std::string> services) {
  const FileDescriptor* const v1 = ServerReflectionRequest::descriptor()->file();
  const FileDescriptor* const v1alpha = grpc::reflection::v1alpha::ServerReflectionRequest::descriptor()->file();
  std::vector<BuiltinService> versions;
  for (const FileDescriptor* file : {v1, v1alpha}) {
    BuiltinService& version = versions.emplace_back();
    version.descriptor = file->FindServiceByName("ServerReflection");
    services.push_back(version.descriptor->full_name());
  }
  std::sort(services.begin(), services.end());
  for (BuiltinService& version : versions) {
    version.plains["ServerReflectionInfo"] = {
        .prototype = &ServerReflectionRequest::default_instance(), .answer = [services](const Message& request) {
          return Answer(static_cast<const ServerReflectionRequest&>(request), services);
        }};
  }
  return versions;
}

}  // namespace jiedui::rpc
